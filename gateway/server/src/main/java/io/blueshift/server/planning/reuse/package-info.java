/** Takes the plan that an equal query had before: what the optimisers made of it is kept for the next one. */
package io.blueshift.server.planning.reuse;
