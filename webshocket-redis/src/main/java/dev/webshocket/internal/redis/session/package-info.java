/** Sessions that servers hand over to each other, and the form of their attributes. */
package dev.webshocket.internal.redis.session;
