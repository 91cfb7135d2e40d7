/** How records travel through the job. */
package io.rivulet.job.config.traffic;
