using Cabildo.Testing;

namespace Cabildo.Exchange.Tests.MessageLogs;

/// <summary>A disk of four megabytes, in memory.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cabildo-log-disk-");

    public string Folder => _folder.FullName;

    /// <summary>Mounts one; skips the test by name where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync()
    {
        var disk = new SmallDisk();
        var (exit, output) = await ForeignPrograms.RunAsync("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.Folder);
        if (exit != 0)
            disk._folder.Delete();
        Assert.SkipUnless(exit == 0, $"A small disk cannot be mounted here: {output}");
        return disk;
    }

    /// <summary>Gives it room.</summary>
    public async Task GrowAsync() => Assert.Equal(0, (await ForeignPrograms.RunAsync("mount", "-o", "remount,size=64m", Folder)).ExitCode);

    public void Dispose()
    {
        ForeignPrograms.RunAsync("umount", "-l", Folder).GetAwaiter().GetResult();
        _folder.Delete();
    }
}
