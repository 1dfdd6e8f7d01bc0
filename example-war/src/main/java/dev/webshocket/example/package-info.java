/**
 * The demo's service, one feature to a class. All of them serve the path {@code /ws}: together they make one service.
 */
package dev.webshocket.example;
