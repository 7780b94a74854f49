# shrink FILE
# Says how small zlib and zstd would make a file. Looks at its first 4 MiB and writes nothing.
#
# x86-64, GNU as. The C library reads and prints; the work is done by two libraries, which is the point.

        .equ    ROOM, 4 * 1024 * 1024

        .section .rodata
whole:  .string "%s: %zu bytes\n"
zlib:   .string "zlib %s: %zu bytes\n"
zstd:   .string "zstd %s: %zu bytes\n"

        .bss
        .lcomm  plain, ROOM
        .lcomm  packed, ROOM + 65536    # what does not shrink grows a little
        .lcomm  size, 8

        .text
        .globl  main
main:
        push    %rbx
        push    %r12
        push    %r13

        mov     8(%rsi), %rbx           # the name of the file
        mov     %rbx, %rdi
        xor     %esi, %esi              # O_RDONLY
        xor     %eax, %eax
        call    open@plt
        test    %eax, %eax
        js      failed
        mov     %eax, %r12d

        mov     %eax, %edi
        lea     plain(%rip), %rsi
        mov     $ROOM, %edx
        call    read@plt
        test    %rax, %rax
        js      failed
        mov     %rax, %r13              # bytes read

        lea     whole(%rip), %rdi
        mov     %rbx, %rsi
        mov     %r13, %rdx
        xor     %eax, %eax
        call    printf@plt

        movq    $ROOM + 65536, size(%rip)
        lea     packed(%rip), %rdi
        lea     size(%rip), %rsi
        lea     plain(%rip), %rdx
        mov     %r13, %rcx
        mov     $9, %r8d
        call    compress2@plt
        call    zlibVersion@plt
        lea     zlib(%rip), %rdi
        mov     %rax, %rsi
        mov     size(%rip), %rdx
        xor     %eax, %eax
        call    printf@plt

        lea     packed(%rip), %rdi
        mov     $ROOM + 65536, %esi
        lea     plain(%rip), %rdx
        mov     %r13, %rcx
        mov     $19, %r8d
        call    ZSTD_compress@plt
        mov     %rax, %r12
        call    ZSTD_versionString@plt
        lea     zstd(%rip), %rdi
        mov     %rax, %rsi
        mov     %r12, %rdx
        xor     %eax, %eax
        call    printf@plt

        xor     %eax, %eax
        jmp     leave
failed:
        mov     %rbx, %rdi
        call    perror@plt
        mov     $1, %eax
leave:
        pop     %r13
        pop     %r12
        pop     %rbx
        ret

        .section .note.GNU-stack, "", @progbits
