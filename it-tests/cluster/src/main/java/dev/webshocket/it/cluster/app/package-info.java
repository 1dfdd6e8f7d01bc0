/** The application that several servers serve in the tests. */
package dev.webshocket.it.cluster.app;
