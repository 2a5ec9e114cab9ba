// What Embedded Swift expects of a C library. Memory is handed out from one growing stretch and never given back one
// by one: all of it is cleared before the next plan, so it does not grow from plan to plan.

typedef unsigned long size_t;

extern unsigned char __heap_base;
static unsigned char *top = &__heap_base;

enum { page = 65536 };

void core_clear(void) { top = &__heap_base; }

int posix_memalign(void **out, size_t alignment, size_t size) {
    if (alignment < 16) alignment = 16;
    size_t start = ((size_t)top + alignment - 1) & ~(alignment - 1);
    size_t end = start + size;
    size_t available = __builtin_wasm_memory_size(0) * page;
    if (end < start) return 12;
    if (end > available && __builtin_wasm_memory_grow(0, (end - available + page - 1) / page) == (size_t)-1) return 12;
    top = (unsigned char *)end;
    *out = (void *)start;
    return 0;
}

void free(void *block) { (void)block; }

// Memory is not given back one by one, so nothing is counted down either; what is shared once is copied when written to.
void swift_release(void *object) { (void)object; }
void swift_release_n(void *object, unsigned count) { (void)object, (void)count; }

void *memset(void *to, int value, size_t count) {
    unsigned char *bytes = to;
    while (count--) *bytes++ = value;
    return to;
}

void *memcpy(void *to, const void *from, size_t count) {
    unsigned char *bytes = to;
    const unsigned char *source = from;
    while (count--) *bytes++ = *source++;
    return to;
}

void *memmove(void *to, const void *from, size_t count) {
    unsigned char *bytes = to;
    const unsigned char *source = from;
    if (bytes < source) return memcpy(to, from, count);
    while (count--) bytes[count] = source[count];
    return to;
}

int memcmp(const void *one, const void *other, size_t count) {
    const unsigned char *a = one, *b = other;
    for (; count--; a++, b++)
        if (*a != *b) return *a - *b;
    return 0;
}

// The stack's guard; nothing here runs on anyone's behalf, so a fixed value does.
unsigned long __stack_chk_guard = 0x1234;
void __stack_chk_fail(void) { __builtin_trap(); }
