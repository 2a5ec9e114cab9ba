#pragma once

// Linked in the place of the system's malloc.
#include <stddef.h>
#include <jemalloc/jemalloc.h>
