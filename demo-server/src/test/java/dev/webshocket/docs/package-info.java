/** The Java code of README.md and docs/, except the example's, and the tests that keep the documents correct. */
package dev.webshocket.docs;
