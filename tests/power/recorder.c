/* Notes, in order, what a program does to the files under POWER_ROOT, into the file POWER_TRACE: writes with their
   content, lengths, flushes, names made, moved and removed. Loaded before libc (LD_PRELOAD); it changes nothing.
   What is written through a memory map is not seen: SQLite does that only to its -shm file, which it can do without. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static int trace = -2;
static const char *root;
static size_t root_length;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int ready(void) {
    if (trace == -2) {
        root = getenv("POWER_ROOT");
        root_length = root ? strlen(root) : 0;
        const char *file = getenv("POWER_TRACE");
        trace = root && file ? REAL(open)(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600) : -1;
    }
    return trace >= 0;
}

/* A process that was forked has another environment: read it. */
void begin_anew(void) { trace = -2; }

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        ssize_t done = REAL(write)(trace, at, length);
        if (done <= 0) _exit(97);
        at += done;
        length -= (size_t)done;
    }
}

static void note(const void *data, size_t length, const char *form, ...) {
    char head[3 * PATH_MAX];
    va_list words;
    va_start(words, form);
    int size = vsnprintf(head, sizeof head, form, words);
    va_end(words);
    put(head, (size_t)size);
    if (length) put(data, length);
}

/* The path under the root, or NULL. */
static const char *under(const char *path) {
    return strncmp(path, root, root_length) == 0 && path[root_length] == '/' ? path + root_length + 1 : NULL;
}

static void whole(int folder, const char *path, char *out) {
    char base[PATH_MAX] = "";
    if (path[0] == '/') {
        snprintf(out, 2 * PATH_MAX, "%s", path);
        return;
    }
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t size = readlink(link, base, sizeof base - 1);
        base[size > 0 ? size : 0] = 0;
    }
    snprintf(out, 2 * PATH_MAX, "%s/%s", base, path);
}

/* The inode of an open regular file under the root, 0 for others. */
static unsigned long file_of(int fd) {
    struct stat about;
    char link[64], path[PATH_MAX];
    if (!ready() || fstat(fd, &about) || !S_ISREG(about.st_mode)) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return under(path) ? (unsigned long)about.st_ino : 0;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
    if (!ready()) return REAL(openat)(folder, path, flags, mode);
    char full[2 * PATH_MAX];
    whole(folder, path, full);
    const char *name = under(full);
    if (!name || !(flags & (O_CREAT | O_TRUNC))) return REAL(openat)(folder, path, flags, mode);
    pthread_mutex_lock(&turn);
    struct stat about;
    int was = stat(full, &about) == 0;
    off_t length = was ? about.st_size : 0;
    int fd = REAL(openat)(folder, path, flags, mode);
    if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) {
        if (!was) note(NULL, 0, "create %lu %s\n", (unsigned long)about.st_ino, name);
        else if ((flags & O_TRUNC) && length) note(NULL, 0, "length %lu 0\n", (unsigned long)about.st_ino);
    }
    pthread_mutex_unlock(&turn);
    return fd;
}

#define MODE                                                     \
    mode_t mode = 0;                                             \
    if (flags & (O_CREAT | O_TMPFILE)) {                         \
        va_list rest;                                            \
        va_start(rest, flags);                                   \
        mode = (mode_t)va_arg(rest, int);                        \
        va_end(rest);                                            \
    }

int open(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return opened(AT_FDCWD, path, flags | O_LARGEFILE, mode); }
int openat(int folder, const char *path, int flags, ...) {
    MODE
    if (trace == -2 || trace == -1) { static int (*real)(int, const char *, int, ...); if (!real) real = (int (*)(int, const char *, int, ...))dlsym(RTLD_NEXT, "openat"); if (!ready()) return real(folder, path, flags, mode); }
    return opened(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) { MODE return opened(folder, path, flags, mode); }

static void wrote(int fd, const void *data, ssize_t done, off_t at) {
    unsigned long file = done > 0 ? file_of(fd) : 0;
    if (file) note(data, (size_t)done, "write %lu %lld %zd\n", file, (long long)at, done);
}

ssize_t write(int fd, const void *data, size_t length) {
    if (!ready() || !file_of(fd)) return REAL(write)(fd, data, length);
    pthread_mutex_lock(&turn);
    int append = fcntl(fd, F_GETFL) & O_APPEND;
    ssize_t done = REAL(write)(fd, data, length);
    off_t end = lseek(fd, 0, SEEK_CUR);
    (void)append;
    wrote(fd, data, done, end - (done > 0 ? done : 0));
    pthread_mutex_unlock(&turn);
    return done;
}

static ssize_t written_at(int fd, const void *data, size_t length, off_t at) {
    if (!ready() || !file_of(fd)) return REAL(pwrite)(fd, data, length, at);
    pthread_mutex_lock(&turn);
    ssize_t done = REAL(pwrite)(fd, data, length, at);
    wrote(fd, data, done, at);
    pthread_mutex_unlock(&turn);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return written_at(fd, data, length, at); }
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) { return written_at(fd, data, length, at); }

ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    if (!ready() || !file_of(to)) return REAL(sendfile)(to, from, offset, count);
    pthread_mutex_lock(&turn);
    off_t start = offset ? *offset : lseek(from, 0, SEEK_CUR), goal = lseek(to, 0, SEEK_CUR);
    ssize_t done = REAL(sendfile)(to, from, offset, count);
    char *data = done > 0 ? malloc((size_t)done) : NULL;
    if (data && pread(from, data, (size_t)done, start) == done) wrote(to, data, done, goal);
    free(data);
    pthread_mutex_unlock(&turn);
    return done;
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) { return sendfile(to, from, (off_t *)offset, count); }

static int shortened(int fd, off_t length) {
    if (!ready() || !file_of(fd)) return REAL(ftruncate)(fd, length);
    pthread_mutex_lock(&turn);
    int failed = REAL(ftruncate)(fd, length);
    if (!failed) note(NULL, 0, "length %lu %lld\n", file_of(fd), (long long)length);
    pthread_mutex_unlock(&turn);
    return failed;
}
int ftruncate(int fd, off_t length) { return shortened(fd, length); }
int ftruncate64(int fd, off64_t length) { return shortened(fd, length); }

static void flushed(int fd) {
    struct stat about;
    char link[64], path[PATH_MAX];
    if (!ready() || fstat(fd, &about)) return;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return;
    path[size] = 0;
    const char *name = strcmp(path, root) == 0 ? "" : under(path);
    if (!name) return;
    if (S_ISDIR(about.st_mode)) note(NULL, 0, "names %s\n", name);
    else note(NULL, 0, "flush %lu\n", (unsigned long)about.st_ino);
}
int fsync(int fd) {
    pthread_mutex_lock(&turn);
    int failed = REAL(fsync)(fd);
    if (!failed) flushed(fd);
    pthread_mutex_unlock(&turn);
    return failed;
}
int fdatasync(int fd) {
    pthread_mutex_lock(&turn);
    int failed = REAL(fdatasync)(fd);
    if (!failed) flushed(fd);
    pthread_mutex_unlock(&turn);
    return failed;
}

static int moved(int from_at, const char *from, int to_at, const char *to) {
    char one[2 * PATH_MAX], two[2 * PATH_MAX];
    if (!ready()) return REAL(renameat)(from_at, from, to_at, to);
    whole(from_at, from, one);
    whole(to_at, to, two);
    pthread_mutex_lock(&turn);
    int failed = REAL(renameat)(from_at, from, to_at, to);
    if (!failed && under(one) && under(two)) note(NULL, 0, "move %s\t%s\n", under(one), under(two));
    pthread_mutex_unlock(&turn);
    return failed;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int from_at, const char *from, int to_at, const char *to) {
    static int (*real)(int, const char *, int, const char *);
    if (!real) real = (int (*)(int, const char *, int, const char *))dlsym(RTLD_NEXT, "renameat");
    return ready() ? moved(from_at, from, to_at, to) : real(from_at, from, to_at, to);
}

static int gone(int folder, const char *path, int flags) {
    char full[2 * PATH_MAX];
    static int (*real)(int, const char *, int);
    if (!real) real = (int (*)(int, const char *, int))dlsym(RTLD_NEXT, "unlinkat");
    if (!ready()) return real(folder, path, flags);
    whole(folder, path, full);
    pthread_mutex_lock(&turn);
    int failed = real(folder, path, flags);
    if (!failed && under(full)) note(NULL, 0, "remove %s\n", under(full));
    pthread_mutex_unlock(&turn);
    return failed;
}
int unlink(const char *path) { return gone(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return gone(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int folder, const char *path, int flags) { return gone(folder, path, flags); }

static int made(int folder, const char *path, mode_t mode) {
    char full[2 * PATH_MAX];
    static int (*real)(int, const char *, mode_t);
    if (!real) real = (int (*)(int, const char *, mode_t))dlsym(RTLD_NEXT, "mkdirat");
    if (!ready()) return real(folder, path, mode);
    whole(folder, path, full);
    pthread_mutex_lock(&turn);
    int failed = real(folder, path, mode);
    if (!failed && under(full)) note(NULL, 0, "folder %s\n", under(full));
    pthread_mutex_unlock(&turn);
    return failed;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return made(folder, path, mode); }
