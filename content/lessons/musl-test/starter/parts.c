/* Counts the parts of a machine and says how deep they lie in each other. A worker thread reads the list. */
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static FILE *list;
static int parts;

/* Each part keeps its line, and what it consists of is read by another call. */
static __attribute__((noinline)) int depth(void)
{
    char line[4096];
    int deepest = 0;

    while (fgets(line, sizeof line, list) != NULL && strchr(line, '{') != NULL) {
        parts++;
        if (strchr(line, '[') == NULL) continue;
        int below = depth();
        if (below > deepest) deepest = below;
    }
    return deepest + 1;
}

static void *read_list(void *levels)
{
    *(int *)levels = depth() - 1;
    return NULL;
}

int main(int count, char **words)
{
    pthread_t worker;
    int levels = 0;

    if (count != 2 || (list = fopen(words[1], "r")) == NULL) return 2;
    if (pthread_create(&worker, NULL, read_list, &levels) != 0) return 2;
    pthread_join(worker, NULL);
    printf("%d, %d levels\n", parts, levels);
    return 0;
}
