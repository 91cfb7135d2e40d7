package io.rivulet.mutants;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The project's own classes once more, those of a mutant first; all others are shared. */
final class MutatedClasses extends URLClassLoader {

  private MutatedClasses(URL[] places) {
    super(places, MutatedClasses.class.getClassLoader());
  }

  static MutatedClasses over(Path mutant) throws MalformedURLException {
    List<URL> places = new ArrayList<>(List.of(mutant.toUri().toURL()));
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      places.add(Path.of(entry).toUri().toURL());
    }
    return new MutatedClasses(places.toArray(URL[]::new));
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith("io.rivulet.")) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  /** The project's own files from the mutant's side, too. */
  @Override
  public URL getResource(String name) {
    URL own = findResource(name);
    return own == null ? super.getResource(name) : own;
  }
}
