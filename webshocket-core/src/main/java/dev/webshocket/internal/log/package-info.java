/** Logging: events that clients can cause are sampled, and text that they send is escaped. */
package dev.webshocket.internal.log;
