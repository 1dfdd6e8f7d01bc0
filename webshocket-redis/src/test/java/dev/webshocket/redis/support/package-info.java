/** What tests on a real Redis need. */
package dev.webshocket.redis.support;
