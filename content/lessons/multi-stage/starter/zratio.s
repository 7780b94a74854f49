# zratio FILE...
# Says how much smaller zstd would make each file. Looks at the first 4 MiB and writes nothing.
#
# x86-64, GNU as. The C library opens, reads and prints; libzstd does the work.

        .equ    LEVEL, 19
        .equ    ROOM, 4 * 1024 * 1024

        .section .rodata
line:   .string "%s: %zu bytes, %zu with zstd %s\n"

        .bss
        .lcomm  plain, ROOM
        .lcomm  packed, ROOM + 65536    # what does not shrink grows a little

        .text
        .globl  main
main:
        push    %rbx
        push    %r12
        push    %r13
        lea     8(%rsi), %rbx           # the first name

next:
        mov     (%rbx), %rdi
        test    %rdi, %rdi              # a null ends the list of names
        jz      done

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

        mov     %r12d, %edi
        call    close@plt

        lea     packed(%rip), %rdi
        mov     $ROOM + 65536, %esi
        lea     plain(%rip), %rdx
        mov     %r13, %rcx
        mov     $LEVEL, %r8d
        call    ZSTD_compress@plt
        mov     %rax, %r12              # bytes once packed

        call    ZSTD_versionString@plt
        lea     line(%rip), %rdi
        mov     (%rbx), %rsi
        mov     %r13, %rdx
        mov     %r12, %rcx
        mov     %rax, %r8
        xor     %eax, %eax
        call    printf@plt

        add     $8, %rbx
        jmp     next

failed:
        mov     (%rbx), %rdi
        call    perror@plt
        mov     $1, %eax
        jmp     leave
done:
        xor     %eax, %eax
leave:
        pop     %r13
        pop     %r12
        pop     %rbx
        ret

        .section .note.GNU-stack, "", @progbits
