/* Reads a list of lists, first in the main thread and then in a worker, and says how deep it goes. */
#define _GNU_SOURCE
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text;

/* A list inside a list is a call inside a call, and each call keeps the name of its list on the stack. */
static __attribute__((noinline)) int depth(const char **at)
{
    char name[400];
    int deepest = 0;

    snprintf(name, sizeof name, "%.12s", *at);
    for (++*at; **at != ']'; ++*at)
        if (**at == '[') {
            int below = depth(at);
            if (below > deepest) deepest = below;
        }
    return name[0] == '[' ? deepest + 1 : 0;
}

static void *read_list(void *where)
{
    const char *at = text;
    int levels = depth(&at);
    printf("%-14s %d levels\n", (const char *)where, levels);
    return NULL;
}

int main(int count, char **words)
{
    int levels = count > 1 ? atoi(words[1]) : 10;
    pthread_attr_t usual;
    pthread_t worker;
    size_t bytes = 0;

    if (levels < 1 || (text = malloc(2 * levels + 1)) == NULL) return 2;
    memset(text, '[', levels);
    memset(text + levels, ']', levels);
    text[2 * levels] = 0;

    setvbuf(stdout, NULL, _IONBF, 0);
    pthread_getattr_default_np(&usual);
    pthread_attr_getstacksize(&usual, &bytes);
    printf("%-14s %zu KiB\n", "thread stack", bytes / 1024);

    read_list("main thread");
    pthread_create(&worker, NULL, read_list, "worker thread");
    pthread_join(worker, NULL);
    return 0;
}
