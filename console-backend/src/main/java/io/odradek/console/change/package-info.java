/**
 * A change before it is made: its plan, who asks for it, and whether they may. Made by the features' services, shown by
 * the pages and by the API's dry runs. Imports problem.
 */
package io.odradek.console.change;
