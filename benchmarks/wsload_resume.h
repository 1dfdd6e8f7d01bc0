/* Opens sessions, and takes them up again over other sockets: a part of wsload.c. */

static void open_session(Conn *c, int ep) {
    open_conn(c);
    if (v2) hello(c);
    struct epoll_event e = {.events = EPOLLIN, .data.ptr = c};
    epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &e);
    if (v2) flush_out(c, ep);
}

static void await_welcomes(int ep, uint64_t n) {
    for (uint64_t end = now_ns() + 20000000000ull; v2 && n_welcome < n;) {
        if (now_ns() > end) die("no welcome");
        ready(ep);
    }
}

/* Breaks all sockets, takes the sessions up over others, and prints how long the latter took. */
static void resume(Conn *cs, int ep) {
    struct linger reset = {1, 0};
    for (int i = 0; i < conns; i++) {
        setsockopt(cs[i].fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset);
        close(cs[i].fd);
        cs[i].in.len = cs[i].out.len = cs[i].out_off = 0;
    }
    uint64_t from = now_ns();
    n_welcome = 0;
    for (int i = 0; i < conns; i++) open_session(&cs[i], ep);
    await_welcomes(ep, conns);
    printf("{\"open\": %d, \"resuming\": %.4f}\n", conns, (now_ns() - from) / 1e9);
    fflush(stdout);
}
