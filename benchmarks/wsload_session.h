/* Sessions of version 2 of the protocol: a part of wsload.c. */

/* Sends a short packet that is not masked yet. */
static void packet(Conn *c, const void *p, size_t n) {
    Buf m = {0};
    put(&m, p, n);
    masked(m.p, 0, n);
    frame(c, &m);
    free(m.p);
}

/* Opens a session of version 2, behind which requests may follow at once; or takes up the one of the secret. */
static void hello(Conn *c) {
    char m[512];
    size_t k;
    uint32_t n = c->received;
    if (text) {
        k = snprintf(m, sizeof m, "{\"source\":6,\"session\":{\"type\":\"hello\"");
        if (c->secret.len) k += snprintf(m + k, sizeof m - k, ",\"resume\":\"%.*s\",\"received\":%u", (int)c->secret.len, c->secret.p, n);
        k += snprintf(m + k, sizeof m - k, "}}");
    } else {
        k = snprintf(m, sizeof m, "\x82\xa6source\x06\xa7session%c\xa4type\xa5hello", c->secret.len ? 0x83 : 0x81);
        if (c->secret.len) {
            k += snprintf(m + k, sizeof m - k, "\xa6resume\xd9%c%.*s\xa8received\xce", (int)c->secret.len, (int)c->secret.len, c->secret.p);
            for (int i = 24; i >= 0; i -= 8) m[k++] = n >> i;
        }
    }
    packet(c, m, k);
}

/* Keeps the secret of a welcome. */
static void welcome(Conn *c, const uint8_t *p, size_t n) {
    static const char json[] = "\"resume\":\"", msgpack[] = "\xa6resume";
    const char *name = text ? json : msgpack;
    const uint8_t *z = memmem(p, n, name, strlen(name)), *end = p + n;
    if (!z) return;
    z += strlen(name);
    size_t k;
    if (text) k = (uint8_t *)memchr(z, '"', end - z) - z;
    else if ((*z & 0xe0) == 0xa0) k = *z++ & 31;
    else k = z[1], z += 2;
    if (k > 255 || z + k > end) die("a welcome that cannot be read");
    c->secret.len = 0;
    put(&c->secret, z, k);
    n_welcome++;
}

static void confirm(Conn *c) {
    c->confirmed = c->received;
    uint32_t n = c->received;
    char m[96] = "\x82\xa6source\x06\xa7session\x82\xa4type\xa3" "ack\xa8received\xce";
    size_t k = strlen(m);
    if (text) k = snprintf(m, sizeof m, "{\"source\":6,\"session\":{\"type\":\"ack\",\"received\":%u}}", n);
    else for (int i = 24; i >= 0; i -= 8) m[k++] = n >> i;
    packet(c, m, k);
}

/* Takes a message of version 2; 0 for one of the session itself. */
static int numbered(Conn *c, const uint8_t *p, size_t n) {
    size_t edge = n < 40 ? n : 40;
    if (HAS(p, edge, "\xa6source\x06") || HAS(p, edge, "\"source\":6")) {
        if (HAS(p, n, "welcome")) welcome(c, p, n);
        return 0;
    }
    if (++c->received - c->confirmed >= 32) confirm(c);
    return 1;
}
