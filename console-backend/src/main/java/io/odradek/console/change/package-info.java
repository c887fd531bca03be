/**
 * A change before it is made: its plan. Made by the features' services, shown by the pages and by the API's dry runs.
 * Imports
 * nothing of ours.
 */
package io.odradek.console.change;
