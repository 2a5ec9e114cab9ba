#pragma once

#include <stddef.h>
#include <stdint.h>

/// 128 bits of XXH3, the same on every machine: tells bytes apart, and keeps nothing secret.
typedef struct {
    uint64_t high;
    uint64_t low;
} materia_content_hash_t;

materia_content_hash_t materia_content_hash(const void *bytes, size_t count);
