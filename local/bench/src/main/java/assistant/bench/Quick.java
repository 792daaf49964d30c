package assistant.bench;

import java.util.*;

final class Quick {
  public static void main(String[] args) throws Exception {
    int n = Integer.getInteger("n", 15);
    try (StubProcess stub = new StubProcess()) {
      Map<String, String> env = new HashMap<>();
      env.put("OPENAI_BASE_URL", System.getProperty("url", stub.url().toString()));
      env.put("OPENAI_API_KEY", "x");
      List<List<String>> cmds = new ArrayList<>();
      List<String> cur = new ArrayList<>();
      for (String a : args) {
        if (a.equals("--")) {
          cmds.add(cur);
          cur = new ArrayList<>();
        } else cur.add(a);
      }
      cmds.add(cur);
      double[][] t = new double[cmds.size()][n];
      long[] hwm = new long[cmds.size()];
      double[][] cpu = new double[cmds.size()][n];
      for (int i = -1; i < n; i++)
        for (int c = 0; c < cmds.size(); c++) {
          try (FunctionRun run = new FunctionRun(cmds.get(c), env)) {
            Told told = run.askCold(Event.question("What is an LLM?"));
            if (told.status() != 200) System.out.println(told);
            if (i >= 0) {
              t[c][i] = told.firstToken() / 1e6;
              hwm[c] = Math.max(hwm[c], run.memory("VmHWM"));
              cpu[c][i] = cpu(run.pid());
            }
          }
        }
      for (int c = 0; c < cmds.size(); c++) {
        Arrays.sort(t[c]);
        Arrays.sort(cpu[c]);
        System.out.printf(
            "%d: min %.0f  median %.0f  max %.0f ms, HWM %d MB; cpu min %.0f median %.0f%n",
            c, t[c][0], t[c][n / 2], t[c][n - 1], hwm[c] / 1024, cpu[c][0], cpu[c][n / 2]);
      }
    }
  }

  static double cpu(long pid) throws Exception {
    double ns = 0;
    try (var d = java.nio.file.Files.list(java.nio.file.Path.of("/proc/" + pid + "/task"))) {
      for (var p : (Iterable<java.nio.file.Path>) d::iterator)
        try {
          ns +=
              Double.parseDouble(
                  java.nio.file.Files.readString(p.resolve("schedstat")).split(" ")[0]);
        } catch (java.io.IOException e) {
        }
    }
    return ns / 1e6;
  }
}
