# Writes a line and ends. x86-64, Linux, no C library.
        .globl  _start
        .text
_start:
        mov     $1, %eax
        mov     $1, %edi
        lea     text(%rip), %rsi
        mov     $size, %edx
        syscall
        mov     $60, %eax
        xor     %edi, %edi
        syscall

        .section .rodata
text:   .ascii  "hello from an empty image\n"
        .equ    size, . - text
