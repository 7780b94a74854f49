# Ends with 0 when the library's answer is right. Uses nothing but that library.
        .globl  _start
        .text
_start:
        call    answer@plt
        xor     %edi, %edi
        cmp     $42, %eax
        setne   %dil
        mov     $60, %eax
        syscall
        .section .note.GNU-stack, "", @progbits
