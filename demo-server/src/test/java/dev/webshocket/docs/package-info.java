/** The Java code of README.md and docs/ that is not the example's, and the tests that keep the documents true. */
package dev.webshocket.docs;
