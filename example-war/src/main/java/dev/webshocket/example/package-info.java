/**
 * The demo's service, one feature to a class. All classes have the path {@code /ws}, so that together they are one
 * service.
 */
package dev.webshocket.example;
