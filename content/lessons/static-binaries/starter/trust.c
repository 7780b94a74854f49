/* trust: what a program finds in its image: its user, the certificates that it trusts, its time zone. */
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BUNDLE "/etc/ssl/certs/ca-certificates.crt"

int main(void)
{
    FILE *bundle = fopen(BUNDLE, "r");
    char line[256];
    int authorities = 0;

    if (bundle == NULL) {
        perror("trust: " BUNDLE);
        return 1;
    }
    while (fgets(line, sizeof line, bundle) != NULL)
        if (strncmp(line, "-----BEGIN CERTIFICATE-----", 27) == 0)
            authorities++;
    fclose(bundle);

    struct passwd *user = getpwuid(getuid());
    if (user != NULL)
        printf("user         %s\n", user->pw_name);
    else
        printf("user         %u, without a name\n", (unsigned)getuid());

    time_t now = time(NULL);
    strftime(line, sizeof line, "%Z", localtime(&now));
    printf("authorities  %d\n", authorities);
    printf("time zone    %s\n", line);
    return authorities > 0 ? 0 : 1;
}
