/** The servers of one application: who is alive, questions that they ask each other, and how this one is doing. */
package dev.webshocket.internal.redis.servers;
