/** The portal: an application protected by FORM that knows the servlet API and nothing else. */
package org.example.portal;
