/** Stock clients, nobody's here, against the embedded cluster. */
package io.odradek.engine.client;
