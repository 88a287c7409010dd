/** The staff pages: an application protected by BASIC that knows the servlet API and nothing else. */
package org.example.staff;
