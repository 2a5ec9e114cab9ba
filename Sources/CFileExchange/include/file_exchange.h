#ifndef MATERIA_FILE_EXCHANGE_H
#define MATERIA_FILE_EXCHANGE_H

/// Lets two paths change places in one step. Returns 0, or -1 with errno set; ENOSYS where the system cannot.
/// In C because glibc shows renameat2 only to GNU sources, which Swift's module of it is not.
int materia_exchange_paths(const char *a, const char *b);

#endif
