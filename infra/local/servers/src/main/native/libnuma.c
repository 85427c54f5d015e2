/*
 * Stands in for libnuma.so.1, which mysqld links against and a fresh machine lacks. It says "this machine has no NUMA",
 * and after that answer mysqld asks for nothing else.
 */
#include <errno.h>
#include <stddef.h>

int numa_available(void) { return -1; }
void *numa_alloc_local(size_t size) { (void) size; return NULL; }
void numa_free(void *memory, size_t size) { (void) memory; (void) size; }
void *numa_get_mems_allowed(void) { return NULL; }
void numa_bitmask_free(void *mask) { (void) mask; }
long mbind(void) { errno = ENOSYS; return -1; }
long set_mempolicy(void) { errno = ENOSYS; return -1; }
