/* Holds a thread up between telling that a fence is done and unlocking it, as a busy machine may do at any moment.

   Mesa's llvmpipe keeps a fence's mutex and condition side by side and broadcasts just before it unlocks. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <unistd.h>

static __thread pthread_cond_t *told;
static __thread unsigned times;

int pthread_cond_broadcast(pthread_cond_t *condition)
{
    static int (*broadcast)(pthread_cond_t *);
    if (!broadcast)
        broadcast = dlsym(RTLD_NEXT, "pthread_cond_broadcast");
    told = condition;
    return broadcast(condition);
}

int pthread_mutex_unlock(pthread_mutex_t *mutex)
{
    static int (*unlock)(pthread_mutex_t *);
    if (!unlock)
        unlock = dlsym(RTLD_NEXT, "pthread_mutex_unlock");
    if (told == (pthread_cond_t *)(mutex + 1) && ++times % 7 == 0)
        usleep(3000);
    told = NULL;
    return unlock(mutex);
}
