#pragma once

// Linked and not called: it takes the place of the system's malloc.
