/** How the library logs: what clients can cause is sampled, and what they send is quoted. */
package dev.webshocket.internal.log;
