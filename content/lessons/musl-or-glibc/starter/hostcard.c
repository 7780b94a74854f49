/* hostcard: a card about the machine that a container runs on. */
#include <stdio.h>
#include <sys/sysinfo.h>
#include <sys/utsname.h>

#ifdef __GLIBC__
#define LIBC "glibc"
#else
#define LIBC "musl" /* which sets no macro of its own */
#endif

int main(void)
{
    struct utsname host;
    struct sysinfo memory;

    if (uname(&host) != 0 || sysinfo(&memory) != 0) {
        perror("hostcard");
        return 1;
    }

    printf("machine     %s\n", host.machine);
    printf("processors  %d\n", get_nprocs());
    printf("memory      %llu MB\n", (unsigned long long)memory.totalram * memory.mem_unit / 1000000);
    printf("C library   %s\n", LIBC);
    return 0;
}
