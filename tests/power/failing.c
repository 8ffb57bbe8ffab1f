/* A disk that begins to fail: from the FAIL_AT-th call of the kind FAIL_KIND ("write", "flush", "name", "open") on a path
   under FAIL_ROOT on, FAIL_FOR such calls (0: all of them) end with FAIL_ERRNO. "gone" is a stick that was pulled out:
   calls of every kind, reading too; what is asked for by name ends with FAIL_NAME_ERRNO. Loaded before libc
   (LD_PRELOAD). The file of acks is spared: it is not the program's. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static atomic_long seen;
static const char *root, *kind;
static long at, number, number_of_names, times;

static int ready(void) {
    if (!root) {
        const char *found = getenv("FAIL_ROOT");
        kind = getenv("FAIL_KIND");
        at = getenv("FAIL_AT") ? atol(getenv("FAIL_AT")) : 0;
        number = getenv("FAIL_ERRNO") ? atol(getenv("FAIL_ERRNO")) : 0;
        number_of_names = getenv("FAIL_NAME_ERRNO") ? atol(getenv("FAIL_NAME_ERRNO")) : number;
        times = getenv("FAIL_FOR") ? atol(getenv("FAIL_FOR")) : 0;
        root = found && kind && number ? found : "";
    }
    return *root != 0;
}

/* A process that was forked has another environment: read it, and count from the start. */
void begin_anew(void) {
    root = NULL;
    atomic_store(&seen, 0);
}

static int ours(const char *path) {
    size_t length = strlen(root);
    if (strncmp(path, root, length) || (path[length] != '/' && path[length])) return 0;
    const char *last = strrchr(path, '/');
    return !last || strcmp(last, "/acks");
}

static int fails(const char *what) {
    if (strcmp(what, kind) && strcmp(kind, "gone")) return 0;
    long now = atomic_fetch_add(&seen, 1) + 1;
    if (now < at || (times && now >= at + times)) return 0;
    int named = strcmp(what, "write") && strcmp(what, "flush") && strcmp(what, "read");
    errno = (int)(named ? number_of_names : number);
    return 1;
}

static int bad_path(const char *what, int folder, const char *path) {
    char full[2 * PATH_MAX], base[PATH_MAX], link[64];
    if (!ready()) return 0;
    if (path[0] == '/') snprintf(full, sizeof full, "%s", path);
    else {
        if (folder == AT_FDCWD) { if (!getcwd(base, sizeof base)) return 0; }
        else {
            snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
            ssize_t size = readlink(link, base, sizeof base - 1);
            if (size <= 0) return 0;
            base[size] = 0;
        }
        snprintf(full, sizeof full, "%s/%s", base, path);
    }
    return ours(full) && fails(what);
}

static int bad_file(const char *what, int fd) {
    char path[PATH_MAX], link[64];
    if (!ready()) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t size = readlink(link, path, sizeof path - 1);
    if (size <= 0) return 0;
    path[size] = 0;
    return ours(path) && fails(what);
}

#define REAL(result, name, ...) ((result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *data, size_t length) {
    return bad_file("write", fd) ? -1 : REAL(ssize_t, write, int, const void *, size_t)(fd, data, length);
}
ssize_t pwrite(int fd, const void *data, size_t length, off_t place) {
    return bad_file("write", fd) ? -1 : REAL(ssize_t, pwrite, int, const void *, size_t, off_t)(fd, data, length, place);
}
ssize_t pwrite64(int fd, const void *data, size_t length, off64_t place) {
    return bad_file("write", fd) ? -1 : REAL(ssize_t, pwrite64, int, const void *, size_t, off64_t)(fd, data, length, place);
}
ssize_t writev(int fd, const struct iovec *parts, int count) {
    return bad_file("write", fd) ? -1 : REAL(ssize_t, writev, int, const struct iovec *, int)(fd, parts, count);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t count) {
    return bad_file("write", to) ? -1 : REAL(ssize_t, sendfile, int, int, off_t *, size_t)(to, from, offset, count);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t count) {
    return bad_file("write", to) ? -1 : REAL(ssize_t, sendfile64, int, int, off64_t *, size_t)(to, from, offset, count);
}
int fsync(int fd) { return bad_file("flush", fd) ? -1 : REAL(int, fsync, int)(fd); }
int fdatasync(int fd) { return bad_file("flush", fd) ? -1 : REAL(int, fdatasync, int)(fd); }
int rename(const char *from, const char *to) {
    return bad_path("name", AT_FDCWD, from) ? -1 : REAL(int, rename, const char *, const char *)(from, to);
}
int unlink(const char *path) {
    return bad_path("name", AT_FDCWD, path) ? -1 : REAL(int, unlink, const char *)(path);
}
int mkdir(const char *path, mode_t mode) {
    return bad_path("name", AT_FDCWD, path) ? -1 : REAL(int, mkdir, const char *, mode_t)(path, mode);
}

#define OPEN(name)                                                                          \
    mode_t mode = 0;                                                                        \
    if (flags & (O_CREAT | O_TMPFILE)) {                                                    \
        va_list rest;                                                                       \
        va_start(rest, flags);                                                              \
        mode = (mode_t)va_arg(rest, int);                                                   \
        va_end(rest);                                                                       \
    }                                                                                       \
    if (bad_path((flags & O_ACCMODE) == O_RDONLY ? "look" : "open", folder, path)) return -1; \
    return REAL(int, name, int, const char *, int, ...)(folder, path, flags, mode);

int open(const char *path, int flags, ...) { int folder = AT_FDCWD; OPEN(openat) }
int open64(const char *path, int flags, ...) { int folder = AT_FDCWD; OPEN(openat64) }
int openat(int folder, const char *path, int flags, ...) { OPEN(openat) }
int openat64(int folder, const char *path, int flags, ...) { OPEN(openat64) }

ssize_t read(int fd, void *data, size_t length) {
    return bad_file("read", fd) ? -1 : REAL(ssize_t, read, int, void *, size_t)(fd, data, length);
}
ssize_t pread(int fd, void *data, size_t length, off_t place) {
    return bad_file("read", fd) ? -1 : REAL(ssize_t, pread, int, void *, size_t, off_t)(fd, data, length, place);
}
ssize_t pread64(int fd, void *data, size_t length, off64_t place) {
    return bad_file("read", fd) ? -1 : REAL(ssize_t, pread64, int, void *, size_t, off64_t)(fd, data, length, place);
}

#define STAT(name, about)                                                                         \
    int name(const char *path, struct about *out) {                                               \
        return bad_path("look", AT_FDCWD, path) ? -1 : REAL(int, name, const char *, struct about *)(path, out); \
    }
STAT(stat, stat)
STAT(stat64, stat64)
STAT(lstat, stat)
STAT(lstat64, stat64)

void *opendir(const char *path) {
    return bad_path("look", AT_FDCWD, path) ? NULL : REAL(void *, opendir, const char *)(path);
}
