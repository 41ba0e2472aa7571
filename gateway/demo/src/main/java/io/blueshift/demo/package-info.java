/** ./blueshift demo: all four kinds of source on embedded servers, with TPC-H data and six queries. */
package io.blueshift.demo;
