package dev.webshocket.internal.codec;

/**
 * What a received message may hold.
 *
 * @param nesting how deep it may nest, the packet itself included
 * @param values how many values it may have made, keys of maps included
 * @param digits how many digits a number may have
 */
record MessageBounds(int nesting, int values, int digits) {

    MessageBounds {
        Nesting.checked(nesting);
    }
}
