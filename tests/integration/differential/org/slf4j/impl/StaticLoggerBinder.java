package org.slf4j.impl;

import io.klamm.kafka.AuditTap;
import org.slf4j.ILoggerFactory;

/** What slf4j 1.7 looks for on the class path: here the audit log goes to {@link AuditTap} and all else nowhere. */
public final class StaticLoggerBinder {
  private static final StaticLoggerBinder SINGLETON = new StaticLoggerBinder();

  public static StaticLoggerBinder getSingleton() {
    return SINGLETON;
  }

  public ILoggerFactory getLoggerFactory() {
    return AuditTap::logger;
  }

  public String getLoggerFactoryClassStr() {
    return AuditTap.class.getName();
  }
}
