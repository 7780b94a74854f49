# int answer(void), for a shared library.
        .globl  answer
        .type   answer, @function
        .text
answer: mov     $42, %eax
        ret
        .section .note.GNU-stack, "", @progbits
