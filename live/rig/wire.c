/* WebSockets at the lowest price: the client that measurements send in, and the bound of fan-out. RFC 6455, Linux.
 *
 *   wire listen HOST PORT PATH ORIGIN COUNT AT_ONCE FIRST
 *       opens COUNT sockets, AT_ONCE of them on the way at a time; each says FIRST once it is open and is here with the
 *       first text that comes in ("-" for FIRST: it says nothing and is here as soon as it is open)
 *   wire serve
 *       takes in whoever comes, on a free port of 127.0.0.1
 *
 * Lines on standard input are orders, each answered by one line of JSON on standard output:
 *
 *   here         (both)   how many sockets are here
 *   stall K      (listen) read nothing more from K sockets, spread among all
 *   drop K       (listen) lose the next K texts unseen, as a bad listener would: the control of what is counted
 *   window       (listen) count anew from now on
 *   report       (listen) what has come in since, each fan-out with its first and last arrival on the monotonic clock
 *   tell N B MS  (serve)  N frames of B bytes, one each MS, each by one send() to every socket
 *
 * The end of input ends it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define KEY "dGhlIHNhbXBsZSBub25jZQ==" /* of RFC 6455, section 1.3, with its answer: a rig needs no other */
#define ACCEPT "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
#define KEPT 511     /* bytes of a text that are looked into: tag and places stand at its head; a handshake fits in */
#define FANS 16384   /* fan-outs one window can hold */
#define SLOTS 100000 /* of 0.1 ms, for how late a delivery is: up to 10 s */
#define SEGMENT 1460 /* bytes of a TCP segment on the internet; with loopback's 64 kB a sender buffers 2.5 MB a socket */

enum state { SHAKING, OPEN, GONE };
enum { CONTINUED = 0, TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

struct line { /* one connection */
    int fd, here, stalled, headed, kept;
    enum state state;
    unsigned char head[14], op; /* of the frame that comes in */
    uint64_t left, size;        /* bytes of it still to come; of the whole text so far */
    long to;                    /* the place in the log it stands on, -1 before any */
    char keep[KEPT + 1];
};

static struct line *lines;
static struct fan { long to, count; double first, last; } fans[FANS];
static unsigned late[SLOTS];
static int count, begun, at_once, on_way, here, gone, failed, stalled, queue, dropping;
static long patches, texts, gaps, snapshots, mixed;
static uint64_t bytes, patch_bytes;
#define AWAKE 0.0005
static double looked_on, window_began, window_cpu, first_begun, last_here;
static const char *host, *port, *path, *origin, *words;

static double clock_now(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double now(void) { return clock_now(CLOCK_MONOTONIC); }
/* Looking on is no work. */
static double cpu(void) { return clock_now(CLOCK_PROCESS_CPUTIME_ID) - looked_on; }

static void fail(const char *what) { perror(what), exit(1); }

static void watch(int fd, unsigned events, struct line *one, int how) {
    struct epoll_event event = {.events = events, .data.ptr = one};
    if (epoll_ctl(queue, how, fd, &event)) fail("epoll_ctl");
}

static int framed(unsigned char *out, int op, const char *body, int size, int masked) {
    int head = 2;
    out[0] = 0x80 | op;
    out[1] = (masked ? 0x80 : 0) | (size < 126 ? size : 126);
    if (size >= 126) out[2] = size >> 8, out[3] = size & 255, head = 4;
    unsigned char *mask = out + head;
    if (masked)
        for (head += 4; mask < out + head; mask++) *mask = rand();
    for (int i = 0; i < size; i++) out[head + i] = body[i] ^ (masked ? out[head - 4 + i % 4] : 0);
    return head + size;
}

/* ---- listen ---- */

static void lose(struct line *one) {
    if (one->state == GONE) return;
    one->here ? (here--, gone++) : (on_way--, failed++);
    one->here = 0, one->state = GONE;
    close(one->fd);
}

static void say(struct line *one, int op, const char *body, int size) {
    unsigned char out[65536];
    int length = framed(out, op, body, size, 1);
    if (send(one->fd, out, length, MSG_NOSIGNAL) != length) lose(one);
}

static void arrive(struct line *one) {
    if (one->here) return;
    one->here = 1, on_way--, here++, last_here = now();
}

static void begin(struct line *one) { /* the request goes out as soon as the network lets it */
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(port))};
    int segment = SEGMENT, on = 1;
    inet_pton(AF_INET, host, &to.sin_addr);
    one->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (one->fd < 0) fail("socket");
    setsockopt(one->fd, IPPROTO_TCP, TCP_MAXSEG, &segment, sizeof segment);
    setsockopt(one->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    one->to = -1, on_way++;
    if (connect(one->fd, (struct sockaddr *)&to, sizeof to) && errno != EINPROGRESS) fail("connect");
    watch(one->fd, EPOLLOUT, one, EPOLL_CTL_ADD);
}

static void ask(struct line *one) {
    char out[4096];
    int length = snprintf(out, sizeof out,
                          "GET %s HTTP/1.1\r\nHost: %s:%s\r\nOrigin: %s\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                          "Sec-WebSocket-Key: " KEY "\r\nSec-WebSocket-Version: 13\r\n"
                          "Sec-WebSocket-Protocol: plenaria.1\r\n\r\n", path, host, port, origin);
    if (send(one->fd, out, length, MSG_NOSIGNAL) != length) return lose(one);
    watch(one->fd, EPOLLIN, one, EPOLL_CTL_MOD);
}

static long number(const char *text, const char *name) {
    const char *at = strstr(text, name);
    return at ? atol(at + strlen(name)) : -1;
}

/* A whole text has come in: which place does it bring, does it follow on the one before, how late is it? */
static void hear(struct line *one, double at) {
    if (dropping > 0 && dropping--) return;
    texts++;
    one->keep[one->kept] = 0;
    if (strstr(one->keep, "\"t\":\"snapshot\"")) snapshots++, one->to = number(one->keep, "\"rev\":");
    if (strstr(one->keep, "\"t\":\"patch\"")) {
        long from = number(one->keep, "\"from\":"), to = number(one->keep, "\"to\":");
        patches++, patch_bytes += one->size;
        if (one->to >= 0 && from != one->to) gaps++;
        one->to = to;
        struct fan *fan = &fans[to % FANS];
        if (!fan->count) fan->to = to, fan->first = at;
        if (fan->to != to) mixed++;
        fan->count++, fan->last = at;
        long slot = (at - fan->first) * 1e4;
        late[slot < SLOTS ? slot : SLOTS - 1]++;
    }
    arrive(one);
}

static void finish(struct line *one, double at) { /* a frame is complete */
    if (one->op == PING) say(one, PONG, one->keep, one->kept);
    if (one->op == CLOSE) lose(one);
    if (one->op == TEXT && one->head[0] & 0x80) hear(one, at);
}

static int head_size(const unsigned char *head) {
    return (head[1] & 127) < 126 ? 2 : (head[1] & 127) == 126 ? 4 : 10;
}

static void take(struct line *one, const char *data, long size, double at) {
    while (size > 0 && one->state == OPEN) {
        if (one->headed < 2 || one->headed < head_size(one->head)) {
            one->head[one->headed++] = *data++, size--;
            if (one->headed < 2 || one->headed < head_size(one->head)) continue;
            one->left = one->headed == 2 ? one->head[1] & 127 : 0;
            for (int i = 2; i < one->headed; i++) one->left = one->left << 8 | one->head[i];
            if (one->head[0] & 15) one->op = one->head[0] & 15, one->kept = 0, one->size = 0;
            one->size += one->left;
        }
        long part = (uint64_t)size < one->left ? size : (long)one->left;
        int keep = part < KEPT - one->kept ? part : KEPT - one->kept;
        memcpy(one->keep + one->kept, data, keep);
        one->kept += keep, one->left -= part, data += part, size -= part;
        if (!one->left) one->headed = 0, finish(one, at);
    }
}

static void shake(struct line *one, const char *data, long size, double at) {
    long room = KEPT - one->kept, part = size < room ? size : room;
    memcpy(one->keep + one->kept, data, part);
    one->keep[one->kept += part] = 0;
    char *end = strstr(one->keep, "\r\n\r\n");
    if (!end && one->kept < KEPT) return;
    if (!end || strncmp(one->keep, "HTTP/1.1 101", 12) || !strstr(one->keep, ACCEPT)) return lose(one);
    long used = end + 4 - one->keep - (one->kept - part);
    one->state = OPEN, one->kept = 0;
    if (strcmp(words, "-")) say(one, TEXT, words, strlen(words));
    else arrive(one);
    take(one, data + used, size - used, at);
}

static void hear_line(struct line *one, unsigned events) {
    static char data[1 << 16];
    if (one->state == GONE) return;
    if (events & EPOLLOUT) return ask(one);
    long size = recv(one->fd, data, sizeof data, 0);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size <= 0) return lose(one);
    bytes += size;
    (one->state == OPEN ? take : shake)(one, data, size, now());
}

static void count_anew(void) {
    memset(fans, 0, sizeof fans), memset(late, 0, sizeof late);
    texts = patches = gaps = snapshots = mixed = 0, bytes = patch_bytes = 0;
    window_began = now(), window_cpu = cpu();
}

static double late_ms(double share) { /* the lateness that `share` of all deliveries keep within */
    double wanted = share * patches, seen = 0;
    for (int slot = 0; slot < SLOTS; slot++)
        if ((seen += late[slot]) >= wanted) return (slot + 1) / 10.0;
    return 0;
}

static void report(void) {
    double seconds = now() - window_began;
    printf("{\"seconds\":%.4f,\"cpu\":%.4f,\"here\":%d,\"gone\":%d,\"texts\":%ld,\"bytes\":%llu,\"snapshots\":%ld,"
           "\"patches\":%ld,\"patch_bytes\":%llu,\"gaps\":%ld,\"mixed\":%ld,\"late\":[%.1f,%.1f],\"fans\":[",
           seconds, cpu() - window_cpu, here, gone, texts, (unsigned long long)bytes, snapshots, patches,
           (unsigned long long)patch_bytes, gaps, mixed, late_ms(0.5), late_ms(0.99));
    for (int i = 0, any = 0; i < FANS; i++)
        if (fans[i].count)
            printf("%s[%ld,%.6f,%.6f,%ld]", any++ ? "," : "", fans[i].to, fans[i].first, fans[i].last, fans[i].count);
    printf("]}\n");
}

static void stall(int wanted) {
    for (int i = 0; i < wanted; i++) {
        struct line *one = &lines[(long)i * count / wanted];
        if (one->state == OPEN && !one->stalled) watch(one->fd, 0, one, EPOLL_CTL_DEL), one->stalled = 1, stalled++;
    }
    printf("{\"stalled\":%d}\n", stalled);
}

/* ---- serve ---- */

static void welcome(int listener) {
    int on = 1, fd = accept4(listener, 0, 0, SOCK_NONBLOCK);
    if (fd < 0) return;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    struct line *one = &lines[count++];
    one->fd = fd;
    watch(fd, EPOLLIN, one, EPOLL_CTL_ADD);
}

static void answer(struct line *one) { /* a handshake is answered; what clients say later is not looked at */
    static const char yes[] = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                              "Sec-WebSocket-Accept: " ACCEPT "\r\nSec-WebSocket-Protocol: plenaria.1\r\n\r\n";
    char data[4096];
    if (recv(one->fd, data, sizeof data, 0) <= 0) return watch(one->fd, 0, one, EPOLL_CTL_DEL);
    if (one->state == SHAKING && send(one->fd, yes, sizeof yes - 1, MSG_NOSIGNAL) > 0) one->state = OPEN, here++;
}

static void tell(int times, int size, int every) {
    static char body[65536];
    static unsigned char out[65600];
    static long place;
    long sent = 0, lost = 0;
    double began = now(), used = cpu();
    for (int turn = 0; turn < times; turn++, place++) {
        double wait = began + turn * every / 1e3 - now();
        if (wait > 0) usleep(wait * 1e6);
        int head = snprintf(body, 80, "{\"t\":\"patch\",\"from\":%ld,\"to\":%ld,\"patch\":\"", place, place + 1);
        memset(body + head, 'x', size - head), memcpy(body + size - 2, "\"}", 2);
        int length = framed(out, TEXT, body, size, 0);
        for (int i = 0; i < count; i++)
            send(lines[i].fd, out, length, MSG_NOSIGNAL | MSG_DONTWAIT) == length ? sent++ : lost++;
    }
    printf("{\"seconds\":%.4f,\"cpu\":%.4f,\"sent\":%ld,\"lost\":%ld}\n", now() - began, cpu() - used, sent, lost);
}

/* ---- both ---- */

static void obey(const char *order) {
    int a, b, c;
    if (sscanf(order, "tell %d %d %d", &a, &b, &c) == 3 && b >= 100 && b <= 65000) tell(a, b, c);
    else if (sscanf(order, "stall %d", &a) == 1) stall(a);
    else if (sscanf(order, "drop %d", &dropping) == 1) printf("{\"dropping\":%d}\n", dropping);
    else if (!strncmp(order, "window", 6)) count_anew(), printf("{}\n");
    else if (!strncmp(order, "report", 6)) report();
    else if (!strncmp(order, "here", 4))
        printf("{\"here\":%d,\"failed\":%d,\"gone\":%d,\"seconds\":%.4f,\"cpu\":%.4f}\n", here, failed, gone,
               last_here - first_begun, cpu());
    else printf("{\"error\":\"unknown order\"}\n");
    fflush(stdout);
}

static void obey_input(void) {
    static char orders[4096];
    static int length;
    long size = read(0, orders + length, sizeof orders - 1 - length);
    if (size <= 0) exit(0);
    orders[length += size] = 0;
    for (char *end; (end = strchr(orders, '\n'));) {
        obey(orders);
        length -= end + 1 - orders, memmove(orders, end + 1, length + 1);
    }
}

static int open_port(void) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof at;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (bind(listener, (struct sockaddr *)&at, size) || listen(listener, 4096)) fail("listen");
    getsockname(listener, (struct sockaddr *)&at, &size);
    printf("{\"port\":%d}\n", ntohs(at.sin_port)), fflush(stdout);
    return listener;
}

/* A listener looks on for `awake` seconds before it sleeps: on one machine the writer is charged for waking it. */
static int await(struct epoll_event *events, int most, double awake) {
    int ready = epoll_wait(queue, events, most, 0);
    double since = now(), used = cpu();
    while (!ready && now() - since < awake) ready = epoll_wait(queue, events, most, 0);
    looked_on += cpu() - used;
    return ready ? ready : epoll_wait(queue, events, most, -1);
}

int main(int argc, char **argv) {
    struct epoll_event events[256];
    struct rlimit files;
    int serving = argc == 2 && !strcmp(argv[1], "serve"), listener = -1;
    if (!serving && (argc != 9 || strcmp(argv[1], "listen"))) return fprintf(stderr, "See the head of wire.c.\n"), 2;
    getrlimit(RLIMIT_NOFILE, &files), files.rlim_cur = files.rlim_max, setrlimit(RLIMIT_NOFILE, &files);
    queue = epoll_create1(0);
    watch(0, EPOLLIN, NULL, EPOLL_CTL_ADD);
    if (serving) {
        lines = calloc(files.rlim_max < 1 << 16 ? files.rlim_max : 1 << 16, sizeof *lines);
        listener = open_port();
        watch(listener, EPOLLIN, (struct line *)&listener, EPOLL_CTL_ADD);
    } else {
        host = argv[2], port = argv[3], path = argv[4], origin = argv[5], words = argv[8];
        count = atoi(argv[6]), at_once = atoi(argv[7]), lines = calloc(count, sizeof *lines);
        first_begun = now(), count_anew();
    }
    for (;;) {
        while (!serving && begun < count && on_way < at_once) begin(&lines[begun++]);
        int ready = await(events, 256, serving ? 0 : AWAKE);
        for (int i = 0; i < ready; i++) {
            struct line *one = events[i].data.ptr;
            if (!one) obey_input();
            else if (one == (struct line *)&listener) welcome(listener);
            else if (serving) answer(one);
            else hear_line(one, events[i].events);
        }
    }
}
