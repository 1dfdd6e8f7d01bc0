package dev.webshocket.internal.codec;

/**
 * The bounds of a received message.
 *
 * @param nesting how deep it may nest, the packet itself included
 * @param values how many values may be decoded, keys of maps included
 * @param digits how many digits a number may have
 */
record MessageBounds(int nesting, int values, int digits) {

    MessageBounds {
        Nesting.checked(nesting);
    }
}
