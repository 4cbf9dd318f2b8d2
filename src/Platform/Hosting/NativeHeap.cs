using System.Runtime.InteropServices;

namespace Cabildo.Platform.Hosting;

/// <summary>The memory that libraries in C take: TLS, signatures, SQLite.</summary>
public static class NativeHeap
{
    // malloc.h
    private const int MmapThreshold = -3;
    private const int ArenaMax = -8;
    private const int Arenas = 2;
    private const int Block = 64 * 1024;

    /// <summary>
    /// Keeps the heap of C small. All threads share two arenas: by default glibc gives each new thread one, up to eight a processor, and each keeps
    /// for itself what was once needed in it; a node under load held a third of its memory so. And blocks of 64 KiB, which the compiler takes
    /// by the dozen while methods get hot, are given back as soon as they are freed, and leave no holes. To be called before anything else; does
    /// nothing without glibc.
    /// </summary>
    public static void KeepSmall()
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = SetOption(ArenaMax, Arenas);
            _ = SetOption(MmapThreshold, Block);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, which shares its heap in its own way.
        }
    }

    [DllImport("libc", EntryPoint = "mallopt"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
