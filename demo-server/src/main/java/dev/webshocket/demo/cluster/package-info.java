/** Several servers behind one port, on one machine: what the demo starts, and what tests of several servers use. */
package dev.webshocket.demo.cluster;
