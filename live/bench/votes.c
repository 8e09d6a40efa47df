/* People who vote: N sockets of one room, of which VOTERS send one vote in each window; noted is when it was answered
 * and when the frame with the new tally came to each socket. Written in C so that it costs a small share of what it measures.
 *
 *   votes HOST PORT PATH ACTIVITY CHOICES PATIENCE N VOTERS SECONDS...
 *
 * Joins with everybody, prints "ready" and waits for a line; then, for each SECONDS (0 for all at once), they
 * vote once at an even pace. A window ends when all are answered and every socket has the frame with the last vote, or
 * after PATIENCE seconds. It prints, with times in seconds since 1970:
 *
 *   a PLACE SENT ANSWERED            one acknowledged vote and its place in the log
 *   f SOCKET AT FROM TO BYTES        one frame with a patch, as one socket got it
 *   d SECONDS CPU REFUSED UNANSWERED the window is over; CPU is this program's own processor time
 *
 * and waits for a line before the next window. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define AWAKE 0.0005 /* seconds */

enum { OPENING = 200, EVENTS = 512, SHORT = 126, CHUNK = 1 << 16, TEXT = 1, CLOSE = 8, PING = 9, PONG = 10 };

typedef struct {
    int fd, state;              /* 0 connecting, 1 shaking hands, 2 joining, 3 here */
    long seen;                  /* the newest place a patch brought */
    double sent, answered, due; /* due: when to send again after "busy" */
    long place;
    char *held;                 /* what has come of a frame that is not whole yet */
    size_t size, room;
} Person;

typedef struct { int socket; double at; long from, to; int bytes; } Frame;

static Person *people;
static Frame *frames;
static size_t many, most;
static int crowd, voters, epoll, opened, here, answered, refused, put_off, window;
static long top;
static const char *host, *path, *activity;
static char *choices[16];
static int port, options;
static unsigned run;
static double looked_on; /* seconds, which are no work */

static void stop(const char *why) {
    fprintf(stderr, "votes: %s: %s\n", why, strerror(errno));
    exit(1);
}

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static double cpu(void) {
    struct rusage u;
    getrusage(RUSAGE_SELF, &u);
    return u.ru_utime.tv_sec + u.ru_stime.tv_sec + (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6 - looked_on;
}

static void put(Person *one, const char *data, size_t size) {
    while (size > 0) {
        ssize_t done = send(one->fd, data, size, MSG_NOSIGNAL);
        if (done < 0 && (errno == EAGAIN || errno == EINTR)) continue; /* some hundred bytes: the buffer takes them */
        if (done < 0) stop("a socket was closed while it was written to");
        data += done, size -= done;
    }
}

/* One frame. A client must mask; the mask of four zeros leaves the words as they are. */
static void frame(Person *one, int kind, const char *text, size_t size) {
    char frame[1024], *at = frame;
    *at++ = (char)(0x80 | kind);
    if (size < SHORT) *at++ = (char)(0x80 | size);
    else *at++ = (char)(0x80 | SHORT), *at++ = (char)(size >> 8), *at++ = (char)size;
    memset(at, 0, 4), at += 4;
    memcpy(at, text, size);
    put(one, frame, at - frame + size);
}

static void say(Person *one, const char *text) {
    frame(one, TEXT, text, strlen(text));
}

static void dial(int number) {
    Person *one = &people[number];
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port)};
    inet_pton(AF_INET, host, &to.sin_addr);
    one->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    if (one->fd < 0) stop("no more sockets");
    if (connect(one->fd, (struct sockaddr *)&to, sizeof to) < 0 && errno != EINPROGRESS) stop("connect");
    int yes = 1;
    setsockopt(one->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    struct epoll_event event = {.events = EPOLLOUT, .data.u32 = number};
    if (epoll_ctl(epoll, EPOLL_CTL_ADD, one->fd, &event) < 0) stop("epoll_ctl");
}

static void shake(int number) {
    char request[1024];
    int size = snprintf(request, sizeof request,
                        "GET %s HTTP/1.1\r\nHost: %s:%d\r\nOrigin: http://%s:%d\r\nConnection: Upgrade\r\n"
                        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: plenaria.1\r\n"
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
                        path, host, port, host, port);
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = number};
    epoll_ctl(epoll, EPOLL_CTL_MOD, people[number].fd, &event);
    people[number].state = 1;
    put(&people[number], request, size);
}

/* The same id when a vote is sent again, so that it counts once. From window to window the tally changes. */
static void vote(int number) {
    char text[512];
    snprintf(text, sizeof text,
             "{\"t\":\"act\",\"id\":\"%08x-0000-4000-8%03x-%012x\",\"activity\":\"%s\",\"verb\":\"vote\","
             "\"body\":{\"choices\":[\"%s\"]}}",
             run, window, number, activity, choices[number % (options - window % 2)]);
    say(&people[number], text);
}

static long number_at(const char *text, const char *key) {
    const char *found = strstr(text, key);
    return found ? atol(found + strlen(key)) : -1;
}

static int tagged(const char *text, const char *tag) {
    const char *at = text + (text[0] == '{') + strlen("\"t\":");
    while (*at == ' ') at++;
    return *at == '"' && !strncmp(at + 1, tag, strlen(tag)) && at[1 + strlen(tag)] == '"';
}

static void note(int socket, double at, const char *text, int bytes) {
    if (many == most && !(frames = realloc(frames, (most = most ? 2 * most : 1 << 16) * sizeof *frames))) stop("memory");
    long from = number_at(text, "\"from\":"), to = number_at(text, "\"to\":");
    frames[many++] = (Frame){socket, at, from, to, bytes};
    if (to > people[socket].seen) people[socket].seen = to;
}

static void heard(int number, double at, const char *text, int bytes) {
    Person *one = &people[number];
    if (tagged(text, "patch")) {
        note(number, at, text, bytes);
    } else if (tagged(text, "snapshot")) {
        long rev = number_at(text, "\"rev\":");
        if (rev > one->seen) one->seen = rev;
        if (one->state == 2) one->state = 3, here++;
    } else if (tagged(text, "ack") && !one->answered) {
        one->answered = at, one->place = number_at(text, "\"seq\":"), answered++;
        if (one->place > top) top = one->place;
    } else if (tagged(text, "refused") && !one->answered) {
        one->answered = at, answered++, refused++;
    } else if (tagged(text, "busy")) {
        one->due = at + number_at(text, "\"after\":") / 1000.0, put_off++;
    }
}

/* Take whole frames from the front of `data`; how many bytes of it are used up. */
static size_t take(int number, char *data, size_t size, double at) {
    size_t used = 0;
    if (people[number].state == 1) {
        char *end = memmem(data, size, "\r\n\r\n", 4);
        if (!end) return 0;
        if (strncmp(data, "HTTP/1.1 101", 12)) fprintf(stderr, "%.200s\n", data), errno = 0, stop("not let in");
        people[number].state = 2;
        say(&people[number], "{\"t\":\"join\"}");
        used = end + 4 - data;
    }
    while (size - used >= 2) {
        unsigned char *at_head = (unsigned char *)data + used;
        int op = at_head[0] & 15, kind = at_head[1] & 127;
        size_t length = kind < 126 ? kind : 0, head = kind == 127 ? 10 : kind == 126 ? 4 : 2;
        if (size - used < head) break;
        for (size_t i = 2; i < head; i++) length = length << 8 | at_head[i];
        if (size - used < head + length) break;
        char *text = (char *)at_head + head, kept = text[length];
        text[length] = 0; /* every buffer has one byte more than it holds */
        if (op == CLOSE) errno = 0, stop("the room closed a socket");
        if (op == PING) frame(&people[number], PONG, text, length < SHORT ? length : 0);
        if (op == TEXT) heard(number, at, text, (int)length);
        text[length] = kept;
        used += head + length;
    }
    return used;
}

static void hear(int number) {
    static char fresh[CHUNK + 1];
    Person *one = &people[number];
    ssize_t got = recv(one->fd, fresh, CHUNK, 0);
    double at = now();
    if (got == 0) errno = 0, stop("the server closed a socket");
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (got < 0) stop("recv");
    char *data = fresh;
    size_t size = got;
    if (one->size) {
        if (one->size + got + 1 > one->room && !(one->held = realloc(one->held, one->room = 2 * (one->size + got + 1))))
            stop("memory");
        memcpy(one->held + one->size, fresh, got);
        data = one->held, size = one->size + got;
    }
    size_t used = take(number, data, size, at), left = size - used;
    if (left && data == fresh) {
        if (left + 1 > one->room && !(one->held = realloc(one->held, one->room = left + 1))) stop("memory");
        memcpy(one->held, data + used, left);
    } else if (left) {
        memmove(one->held, one->held + used, left);
    }
    one->size = left;
}

/* For a moment it looks on before it sleeps: on one machine the writer is charged for waking who sleeps. */
static int await(struct epoll_event *events, int milliseconds) {
    int ready = epoll_wait(epoll, events, EVENTS, 0);
    if (!milliseconds) return ready;
    double since = now(), used = cpu();
    while (!ready && now() - since < AWAKE) ready = epoll_wait(epoll, events, EVENTS, 0);
    looked_on += cpu() - used;
    return ready ? ready : epoll_wait(epoll, events, EVENTS, milliseconds);
}

static void turn(int milliseconds) {
    struct epoll_event events[EVENTS];
    int ready = await(events, milliseconds);
    for (int i = 0; i < ready; i++) {
        int number = events[i].data.u32;
        if (people[number].state == 0) shake(number);
        else hear(number);
    }
}

static void come(double patience) {
    double until = now() + patience;
    while (here < crowd) {
        while (opened < crowd && opened < here + OPENING) dial(opened++);
        turn(50);
        if (now() > until) fprintf(stderr, "votes: %d of %d got in\n", here, crowd), errno = ETIMEDOUT, stop("join");
    }
}

static int everybody_saw(void) {
    for (int i = 0; i < crowd; i++) if (people[i].seen < top) return 0;
    return 1;
}

/* Until a line is written to us; meanwhile what comes is read, so that nobody is a slow reader. */
static void await_word(void) {
    struct epoll_event event = {.events = EPOLLIN, .data.u32 = (unsigned)-1}, some[EVENTS];
    epoll_ctl(epoll, EPOLL_CTL_ADD, 0, &event);
    for (int told = 0; !told;) {
        int ready = await(some, -1);
        for (int i = 0; i < ready; i++) {
            if (some[i].data.u32 != (unsigned)-1) { hear(some[i].data.u32); continue; }
            char line[64];
            if (read(0, line, sizeof line) <= 0) exit(0);
            told = 1;
        }
    }
    epoll_ctl(epoll, EPOLL_CTL_DEL, 0, NULL);
}

static void vote_within(double seconds, double patience) {
    for (int i = 0; i < crowd; i++) people[i].sent = people[i].answered = people[i].due = 0;
    many = answered = refused = put_off = 0, top = 0;
    double begun = now(), busy = cpu(), at = begun;
    int sent = 0;
    while (at < begun + seconds + patience && (answered < voters || !everybody_saw())) {
        int wanted = seconds > 0 ? (int)((at - begun) / seconds * voters) : voters;
        while (sent < voters && sent < wanted) {
            people[sent].sent = now(), vote(sent++);
            if (sent % 64 == 0) break; /* answers are read between, or their times would be ours */
        }
        turn(sent < voters && sent < wanted ? 0 : 1);
        at = now();
        for (int i = 0; put_off && i < sent; i++)
            if (people[i].due && people[i].due < at) people[i].due = 0, put_off--, vote(i);
    }
    double over = now(), spent = cpu() - busy;
    for (int i = 0; i < crowd; i++)
        if (people[i].answered && people[i].place)
            printf("a %ld %.6f %.6f\n", people[i].place, people[i].sent, people[i].answered);
    for (size_t i = 0; i < many; i++)
        printf("f %d %.6f %ld %ld %d\n", frames[i].socket, frames[i].at, frames[i].from, frames[i].to, frames[i].bytes);
    printf("d %.6f %.6f %d %d\n", over - begun, spent, refused, voters - answered);
    fflush(stdout);
}

int main(int count, char **words) {
    if (count < 10) return fprintf(stderr, "votes HOST PORT PATH ACTIVITY CHOICES PATIENCE N VOTERS SECONDS...\n"), 2;
    host = words[1], port = atoi(words[2]), path = words[3], activity = words[4];
    for (char *one = strtok(words[5], ","); one && options < 16; one = strtok(NULL, ",")) choices[options++] = one;
    double patience = atof(words[6]);
    crowd = atoi(words[7]), voters = atoi(words[8]);
    run = (unsigned)getpid() ^ (unsigned)time(NULL);
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
    if (!(people = calloc(crowd, sizeof *people))) stop("memory");
    if ((epoll = epoll_create1(0)) < 0) stop("epoll");
    come(180);
    printf("ready\n"), fflush(stdout);
    for (int i = 9; i < count; i++) {
        await_word();
        window = i;
        vote_within(atof(words[i]), patience);
    }
    return 0;
}
