/** The connections of all servers of an application: the questions that servers ask each other, and their answers. */
package dev.webshocket.internal.cluster;
