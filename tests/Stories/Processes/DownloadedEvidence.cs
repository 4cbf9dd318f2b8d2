using System.Diagnostics;
using System.IO.Compression;

namespace Cabildo.Stories.Tests.Processes;

/// <summary>A message's container as a node hands it out, judged by the command that anybody has.</summary>
internal static class DownloadedEvidence
{
    /// <summary>Downloads a container and has <c>cabildo evidence verify</c> judge it.</summary>
    /// <returns>How many attachments are in it.</returns>
    public static async Task<int> VerifyAsync(NodeProcess node, string messageId, string which, CancellationToken ct)
    {
        using var http = new HttpClient { BaseAddress = node.ClientsUrl };
        var member = node.Client.Member;
        var bytes = await http.GetByteArrayAsync(
            $"/asic?queryId={messageId}&xRoadInstance={member.Instance}&memberClass={member.MemberClass}&memberCode={member.MemberCode}&subsystemCode={node.Client.Code}&unique&{which}", ct);
        var file = Path.Combine(node.Folder, $"{messageId}-{which}.asice");
        await File.WriteAllBytesAsync(file, bytes, ct);
        using var verify = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "cabildo.dll"), "evidence", "verify", file, "--conf", Path.Combine(node.Folder, "globalconf")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var said = verify.StandardOutput.ReadToEndAsync(ct);
        var wrong = await verify.StandardError.ReadToEndAsync(ct);
        await verify.WaitForExitAsync(ct);
        Assert.True(verify.ExitCode == 0, await said + wrong);
        using var container = ZipFile.OpenRead(file);
        return container.Entries.Count(entry => entry.FullName.StartsWith("attachment", StringComparison.Ordinal));
    }
}
