/*
 * Stands in for libaio.so.1, which mysqld links against and a fresh machine lacks. With --innodb-use-native-aio=0 the
 * server never calls it; should it try anyway, "not implemented" sends it to its own threads.
 */
#include <errno.h>

int io_setup(void) { return -ENOSYS; }
int io_submit(void) { return -ENOSYS; }
int io_getevents(void) { return -ENOSYS; }
