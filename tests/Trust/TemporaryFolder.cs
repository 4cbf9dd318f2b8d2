namespace Cabildo.Trust.Tests;

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cabildo-trust-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
