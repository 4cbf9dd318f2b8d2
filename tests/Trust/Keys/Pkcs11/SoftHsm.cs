using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Cabildo.Trust.Tests.Keys.Pkcs11;

/// <summary>SoftHSM with two tokens in a folder of its own. It reads its configuration once in a process: so there is one of these.</summary>
public sealed class SoftHsm : IDisposable
{
    public const string Pin = "4321";

    private static readonly string[] Modules =
    [
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
        "/usr/lib64/pkcs11/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    ];

    private readonly string? _module = Array.Find(Modules, File.Exists);
    private readonly string _folder = Directory.CreateTempSubdirectory("cabildo-softhsm-").FullName;

    public SoftHsm()
    {
        if (_module is null)
            return;
        var configuration = Path.Combine(_folder, "softhsm2.conf");
        File.WriteAllText(configuration, $"directories.tokendir = {_folder}\nobjectstore.backend = file\nlog.level = ERROR\n");
        // The module asks the C library, which does not see what .NET sets.
        Assert.Equal(0, SetEnvironment("SOFTHSM2_CONF\0"u8.ToArray(), Encoding.UTF8.GetBytes(configuration + '\0'), 1));
        foreach (var label in new[] { "keys", "other" })
            InitToken(label, configuration);
    }

    /// <summary>The module's file; the test is skipped without one.</summary>
    public string Module
    {
        get
        {
            Assert.SkipWhen(_module is null, "There is no SoftHSM (apt install softhsm2).");
            return _module!;
        }
    }

    /// <summary>What a card does that is pulled out: every session of the process ends, and with them the login.</summary>
    public void EndAllSessions()
    {
        var library = NativeLibrary.Load(Module);
        var list = Marshal.GetDelegateForFunctionPointer<GetSlotList>(NativeLibrary.GetExport(library, "C_GetSlotList"));
        var close = Marshal.GetDelegateForFunctionPointer<CloseAllSessions>(NativeLibrary.GetExport(library, "C_CloseAllSessions"));
        var (slots, count) = (new nuint[16], (nuint)16);
        Assert.Equal((nuint)0, list(1, slots, ref count));
        foreach (var slot in slots[..(int)count])
            close(slot);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void InitToken(string label, string configuration)
    {
        var start = new ProcessStartInfo("softhsm2-util", ["--init-token", "--free", "--label", label, "--so-pin", "87654321", "--pin", Pin])
        {
            UseShellExecute = false, RedirectStandardOutput = true,
        };
        start.Environment["SOFTHSM2_CONF"] = configuration;
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }

    private delegate nuint GetSlotList(byte present, [Out] nuint[] slots, ref nuint count);

    private delegate nuint CloseAllSessions(nuint slot);

    [DllImport("libc", EntryPoint = "setenv")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int SetEnvironment(byte[] name, byte[] value, int overwrite);
}
