/** How an application is doing: counters of calls, and the figures of each second. */
package dev.webshocket.internal.live;
