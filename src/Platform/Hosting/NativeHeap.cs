using System.Runtime.InteropServices;

namespace Cabildo.Platform.Hosting;

/// <summary>The memory that libraries in C take: TLS, signatures, SQLite.</summary>
public static class NativeHeap
{
    // malloc.h
    private const int ArenaMax = -8;
    private const int Arenas = 2;

    /// <summary>
    /// Lets all threads share two arenas. By default glibc gives each new thread one, up to eight a processor, and each keeps for itself what
    /// was once needed in it: a node under load held a third of its memory so. To be called before anything else; does nothing without glibc.
    /// </summary>
    public static void ShareArenas()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetOption(ArenaMax, Arenas);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, which shares its heap in its own way.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
