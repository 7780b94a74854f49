/* A name server for one lesson. It answers on 127.0.0.1, over UDP and TCP, and prints each question. */
#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

/* The addresses that it listens on; what they do differs. */
enum { KNOWS, SILENT, KNOWS_NOTHING, SLOW, ALL };

/* What it knows: a name, its first address and how many there are. */
static const struct { const char *name; unsigned char first[4]; int count; } zone[] = {
    {"stock.shop.prod.example", {10, 0, 0, 7}, 1},
    {"replicas.prod.example", {10, 0, 1, 1}, 40},
};

/* Writes the answer to a question into `out`, at most `room` bytes, and gives its length. */
static int answer(const unsigned char *ask, int length, unsigned char *out, int room, int who, const char *over)
{
    char name[256] = "";
    int at = 12, used = 0;
    while (at < length && ask[at] != 0 && used < 190) {
        used += snprintf(name + used, sizeof name - used, "%s%.*s", used ? "." : "", ask[at], ask + at + 1);
        at += ask[at] + 1;
    }
    int type = ask[at + 1] << 8 | ask[at + 2];
    printf("%s %-4s %s\n", over, type == 1 ? "A" : type == 28 ? "AAAA" : "?", name);
    fflush(stdout);

    memcpy(out, ask, at + 5);
    out[2] = 0x84 | (ask[2] & 1), out[3] = 3;  /* An answer: there is no such name. */
    memset(out + 6, 0, 6);
    int end = at + 5;
    for (size_t i = 0; i < sizeof zone / sizeof *zone && who != KNOWS_NOTHING; i++) {
        if (strcasecmp(name, zone[i].name) != 0) continue;
        out[3] = 0;
        for (int n = 0; n < zone[i].count && type == 1; n++, end += 16) {
            if (end + 16 > room) {
                out[2] |= 2;  /* TC: there is more, ask again over TCP. */
                break;
            }
            memcpy(out + end, "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4", 12);
            memcpy(out + end + 12, zone[i].first, 4);
            out[end + 15] += n, out[7]++;
        }
    }
    if (who == SLOW) nanosleep(&(struct timespec){0, 100000000}, NULL);
    return end;
}

int main(void)
{
    struct pollfd sockets[2 * ALL];
    for (int who = 0; who < ALL; who++) {
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(53), .sin_addr.s_addr = htonl(0x7f000001 + who)};
        for (int tcp = 0; tcp < 2; tcp++) {
            int s = socket(AF_INET, tcp ? SOCK_STREAM : SOCK_DGRAM, 0);
            if (bind(s, (struct sockaddr *)&to, sizeof to) != 0 || (tcp && listen(s, 8) != 0)) return perror("names"), 1;
            sockets[2 * who + tcp] = (struct pollfd){s, POLLIN, 0};
        }
    }
    for (;;) {
        poll(sockets, 2 * ALL, -1);
        for (int i = 0; i < 2 * ALL; i++) {
            unsigned char ask[600], out[2 + 4096];
            if (!(sockets[i].revents & POLLIN)) continue;
            if (i % 2 == 0) {
                struct sockaddr_in from;
                socklen_t size = sizeof from;
                int length = recvfrom(sockets[i].fd, ask, 512, 0, (struct sockaddr *)&from, &size);
                if (length < 17) continue;
                int end = answer(ask, length, out, 512, i / 2, "udp");
                if (i / 2 != SILENT) sendto(sockets[i].fd, out, end, 0, (struct sockaddr *)&from, size);
            } else {
                int s = accept(sockets[i].fd, NULL, NULL);
                int length = read(s, ask, sizeof ask);
                if (length >= 19) {
                    int end = answer(ask + 2, length - 2, out + 2, 4096, i / 2, "tcp");
                    out[0] = end >> 8, out[1] = end & 255;
                    if (write(s, out, end + 2) < 0) perror("names");
                }
                close(s);
            }
        }
    }
}
